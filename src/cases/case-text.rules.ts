/** A model reads this much of a case: what a matter is about is said at its beginning, and the cost stays bounded. */
const readCharacters = 4000

/** What models learn from and are asked with: subject, then detail. The same function serves training and advice. */
export function caseText(matter: { subject: string; detail: string }): string {
  const subject = matter.subject.trim()
  const detail = matter.detail.trim()
  // Imported rows often repeat the subject as the first words of the detail; saying it twice would weigh it twice.
  const whole = detail.startsWith(subject) ? detail : `${subject}\n${detail}`.trim()
  return whole.slice(0, readCharacters).toWellFormed()
}
