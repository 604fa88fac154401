import { constants } from 'node:os'

const signals = ['SIGTERM', 'SIGINT'] as const
const never = () => new Promise<never>(() => undefined)

/**
 * Runs work that a signal may end: then `stop` is called and the process exits with 128 and the signal's number. Without
 * this the embedded database that the process started would run on with nobody to end it. A second signal does not wait.
 * Work that fails is stopped as well; work that is done has to have stopped.
 * @param work gets what takes the care away, for when it sees to signals itself.
 */
export async function endEarly<T>(
  stop: () => Promise<void>,
  work: (release: () => void) => Promise<T>,
): Promise<T> {
  let ending = false
  const end = (signal: NodeJS.Signals) => {
    const code = 128 + constants.signals[signal]
    if (ending) process.exit(code)
    ending = true
    void stop()
      .catch(() => undefined)
      .then(() => process.exit(code))
  }
  const release = () => {
    for (const signal of signals) process.off(signal, end)
  }
  for (const signal of signals) process.on(signal, end)
  try {
    const done = await work(release)
    return ending ? await never() : done
  } catch (error) {
    // What is stopped under its hands fails; that is no news.
    if (ending) return await never()
    await stop()
    throw error
  } finally {
    release()
  }
}
