import { type ReactNode, useId } from 'react'

/** The label's own id, for a group of controls (`aria-labelledby`): a `label` names only a single one. */
export const labelOf = (id: string) => `${id}-label`

interface Props {
  label: string
  /** A sentence that says what is wrong here. */
  error?: string | undefined
  note?: string
  wide?: boolean
  /** Gets the id and description for the control, so that label and error belong to it. */
  children(control: {
    id: string
    'aria-describedby': string
    'aria-invalid': boolean
    status?: 'error'
  }): ReactNode
}

/** A labelled control with its error beneath it. */
export function Field({ label, error, note, wide, children }: Props) {
  const id = useId()
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label id={labelOf(id)} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': `${id}-note`,
        'aria-invalid': error !== undefined,
        ...(error ? { status: 'error' as const } : {}),
      })}
      <div id={`${id}-note`} className="field-note small">
        {error ? <span className="field-error">{error}</span> : <span className="quiet">{note}</span>}
      </div>
    </div>
  )
}
