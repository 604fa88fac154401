import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** Goes to another address in place of this one. */
export function Redirect({ path }: { path: string }) {
  const { history } = useRouter()
  // Only where it was first meant to go: while the next page is on its way this one already sees the new address, and would
  // go on from there without end.
  const [to] = useState(path)
  useEffect(() => history.replace(to), [history, to])
  return null
}
