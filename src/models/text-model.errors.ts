/** Why a text model could not be trained or opened. The caller turns the reason into its catalogue entry. */
export type TextModelRefusal =
  | 'no_rows'
  | 'one_label'
  | 'too_many_labels'
  | 'damaged_model'
  | 'unsupported_version'
  | 'worker_failed'

/** Thrown by training and decoding; `reason` is stable and safe to show, the message is for the log. */
export class TextModelError extends Error {
  readonly reason: TextModelRefusal

  constructor(reason: TextModelRefusal, message: string) {
    super(message)
    this.name = 'TextModelError'
    this.reason = reason
  }
}
