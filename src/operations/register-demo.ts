import { selectPeople } from '#identity/index.ts'
import { type RegisterParts, registerProposed } from '#kernel/index.ts'

/** Says in each field that the product proposes nothing for what a real city has to write there. */
const filler = '演示城市（虚构）：由真实城市按本地情况填写。'

/**
 * Puts the algorithms on the register of the demo city, by its people, who do not exist: written by an engineer, approved by
 * a leader. A city of one's own begins with an empty register, on which people put what they want to run.
 */
export async function registerDemo(parts: RegisterParts): Promise<void> {
  const [writer] = await selectPeople(parts.database, { role: 'ai-engineer', active: 'true', limit: 1 })
  const [approver] = await selectPeople(parts.database, { role: 'leader', active: 'true', limit: 1 })
  if (!writer || !approver) return
  await registerProposed(parts, { writer, approver, responsible: writer.account, filler })
}
