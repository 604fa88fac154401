import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/**
 * The implicit label of GB 45438-2025, annex E: what the one metadata entry whose key contains `AIGC` says. Label: `1` it
 * is, `2` it may be, `3` it is suspected to be made by artificial intelligence.
 */
export const aigcEntry = z.object({
  Label: level('L1', z.string()),
  ContentProducer: level('L1', z.string()),
  ProduceID: level('L2', z.string()),
  ReservedCode1: level('L1', z.string()),
  ContentPropagator: level('L1', z.string()),
  PropagateID: level('L2', z.string()),
  ReservedCode2: level('L1', z.string()),
})
export type AigcEntry = z.infer<typeof aigcEntry>

/** What a file says of itself, after article 6 of the labelling measures: strongest first. */
export const labelSays = ['sure', 'may-be', 'suspected', 'none'] as const
export type LabelSays = (typeof labelSays)[number]

/** One entry found in a file: where, what it says, and what is wrong with it. */
export const foundEntry = z.object({
  /** Where in the file: `png:iTXt`, `ooxml:custom`, `pdf:info`, … */
  place: level('L1', z.string()),
  /** Null when it is no readable label. */
  entry: aigcEntry.nullable(),
  /** Stable words: `not-json`, `missing:ProduceID`, `label-value`, `characters:ContentProducer`, … */
  problems: level('L1', z.array(z.string())),
})
export type FoundEntry = z.infer<typeof foundEntry>

/** What the label checker says of a file. */
export const labelCheck = z.object({
  says: level('L1', z.enum(labelSays)),
  /** The kind of file by its content: `png`, `docx`, …; `unknown` is searched for traces only. */
  format: level('L1', z.string()),
  bytes: level('L2', z.number().int()),
  entries: z.array(foundEntry),
  /** The words of an explicit label that stand in its text. */
  explicit: level('L2', z.string().nullable()),
  /** Stable words for other traces: `c2pa`, `generator:midjourney`, `png:parameters`, … */
  traces: level('L1', z.array(z.string())),
  /** Stable words: `several-entries`, `malformed-entry`, `over-limit`, `damaged`, `encrypted`. */
  problems: level('L1', z.array(z.string())),
})
export type LabelCheck = z.infer<typeof labelCheck>

/** What is kept of the check of a file that came in. */
export const keptCheck = z.object({
  says: level('L1', z.enum(labelSays)),
  because: level('L1', z.array(z.string())),
  entry: aigcEntry.nullable(),
})
export type KeptCheck = z.infer<typeof keptCheck>

/** Kinds of file that a governed output can be written as. */
export const documentFormats = ['md', 'html', 'txt', 'json', 'docx', 'pdf'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** Asked for by whoever wants content without its visible label; the entry in the file stays. */
export const omissionRequest = z.object({
  /** Which office gets the content. Internal, not personal: whoever looks after the log has to read it. */
  receiver: level('L2', z.string().trim().min(2).max(200)),
  reason: level('L2', z.string().trim().min(4).max(500)),
  /** That the receiver knows and agreed to label it and to answer for its use. */
  agreed: level('L2', z.literal(true)),
})
export type OmissionRequest = z.infer<typeof omissionRequest>

/** One recorded request. */
export const omission = z.object({
  omissionId: level('L2', z.uuid()),
  decisionId: level('L2', z.uuid()),
  subject: level('L2', z.string()),
  format: level('L1', z.string()),
  at: level('L2', z.iso.datetime()),
  keptUntil: level('L2', z.iso.datetime()),
  byAccount: level('L2', z.string()),
  /** Null above the reader's level and once erased. */
  receiver: level('L2', z.string().nullable()),
  reason: level('L2', z.string().nullable()),
})
export type Omission = z.infer<typeof omission>

export const omissionPage = z.object({
  items: z.array(omission),
  next: level('L2', z.string().nullable()),
})

/** Under which name labels are written here. */
export const labelFacts = z.object({
  producer: level('L1', z.string()),
  /** False while the city's code is not configured and labels carry the product's name. */
  configured: level('L1', z.boolean()),
})
