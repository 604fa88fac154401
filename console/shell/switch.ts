/** A boolean outside of any component, so that a button far away can open a dialog. */
export function createSwitch() {
  let on = false
  const listeners = new Set<() => void>()
  return {
    get: () => on,
    set: (value: boolean) => {
      on = value
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
