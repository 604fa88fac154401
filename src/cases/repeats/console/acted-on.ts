import { createContext } from 'react'

/** The case that an open form acts on. */
export const ActedOn = createContext<string | null>(null)
