// What reads a decision again knows no configuration; like the keys of the vault it is declared once, when a process starts.
let declared: string | undefined

/** The product's name: what labels carry where a city has not given its code. */
export const unconfigured = 'Chengshu'

/** Says once under which code labels are written: the code of service providers, or a social credit code. */
export function declareProducer(code: string | undefined): void {
  declared = code
}

/** Under what labels are written here, and whether the city said so. */
export function labelProducer(): { producer: string; configured: boolean } {
  return { producer: declared ?? unconfigured, configured: declared !== undefined }
}
