import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#console/kit/language.ts'
import { usePublicWithdrawal } from './public-calls.ts'
import { PublicWords } from './public-words.tsx'

/** The way to give a report up: behind a button, so that nobody does it by chance. */
export function PublicWithdrawal({ code }: { code: string }) {
  const { t } = useWords()
  const withdraw = usePublicWithdrawal(code)
  const [isOpen, setOpen] = useState(false)
  if (!isOpen)
    return (
      <div>
        <Button type="link" style={{ paddingInline: 0 }} onClick={() => setOpen(true)}>
          {t('cases:public.withdraw')}
        </Button>
      </div>
    )
  return (
    <div className="stack-tight">
      <p className="quiet">{t('cases:public.withdraw-note')}</p>
      <PublicWords
        draft={`withdraw.${code}`}
        label={t('cases:public.withdraw-why')}
        button={t('cases:public.withdraw')}
        danger
        autoFocus
        cancel={() => setOpen(false)}
        pending={withdraw.isPending}
        error={withdraw.error}
        send={(words, done) => withdraw.mutate({ reason: words }, { onSuccess: done })}
      />
    </div>
  )
}
