import { modelError } from './model.errors.ts'
import { TextModelError } from './text-model.errors.ts'

/**
 * What went wrong in a text model as an entry of the catalogue; anything else as it is. One place, so that no reason
 * comes to people as a fault without a name.
 * @param version of the model that was opened or asked; null while one is trained.
 */
export function asModelError(error: unknown, version: string | null): unknown {
  if (!(error instanceof TextModelError)) return error
  switch (error.reason) {
    case 'no_rows':
    case 'one_label':
    case 'too_many_labels':
      return modelError('models.not-trainable', { reason: error.reason })
    case 'damaged_model':
      return modelError('models.unreadable-model', { version: version ?? '' })
    case 'unsupported_version':
      return modelError('models.newer-model', { version: version ?? '' })
    case 'worker_failed':
      return modelError('models.thread-ended')
  }
}
