import { ActionForm } from './action-form.tsx'
import { usePublicRating } from './public-calls.ts'

/** The citizen's word on how it was handled; given once. */
export function PublicRating({ code }: { code: string }) {
  const rate = usePublicRating(code)
  return (
    <ActionForm
      action="rate"
      draft={`rate.${code}`}
      pending={rate.isPending}
      error={rate.error}
      send={(values, done) =>
        rate.mutate(
          {
            score: Number(values.score),
            resolved: values.resolved === true,
            ...(Array.isArray(values.reasons) && values.reasons.length > 0
              ? { reasons: values.reasons }
              : {}),
            ...(typeof values.note === 'string' && values.note !== '' ? { note: values.note } : {}),
          },
          { onSuccess: done },
        )
      }
    />
  )
}
