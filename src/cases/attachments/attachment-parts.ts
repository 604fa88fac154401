import type { Config, SealedObjects } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'

/** Where files lie, how large they may be, and who looks at them for viruses. */
export interface FileParts {
  objects: SealedObjects
  scanner: Config['scanner']
  limits: Config['uploadLimits']
}

/** What the use cases of attachments work with. */
export interface AttachmentParts extends FileParts {
  loop: CaseLoop
}
