/** A browser of one person: cookies are kept, every answer is timed. */
export interface Screen {
  get(path: string): Promise<Answer>
  post(path: string, body: object): Promise<Answer>
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of many routes; what is read from them is checked by the acts that follow.
  body: any
}

/** What happened to everybody, counted. */
export interface Tally {
  milliseconds: number[]
  signIns: number[]
  errors: string[]
  /** Acts that lost against somebody else and were told so. */
  conflicts: number
  /** Acts the server said it had done: `case action account`. */
  done: string[]
}

/** Opens the product at `address` and signs in. @throws when the sign-in fails. */
export async function openScreen(
  address: string,
  person: { account: string; password: string },
  tally: Tally,
): Promise<Screen> {
  const cookies = new Map<string, string>()
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const began = performance.now()
    const answer = await fetch(address + path, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie ? { cookie } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    const spent = performance.now() - began
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s)
      cookies.set(name, value)
    }
    if (path.startsWith('/api/auth/')) tally.signIns.push(spent)
    else tally.milliseconds.push(spent)
    if (answer.status >= 400 && answer.status !== 409)
      tally.errors.push(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`)
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  const screen: Screen = {
    get: path => call('GET', path),
    post: (path, body) => call('POST', path, body),
  }
  const { account, password } = person
  const { status, body } = await screen.post('/api/auth/sign-in/username', { username: account, password })
  if (status >= 300) throw new Error(`${account} could not sign in: ${status} ${JSON.stringify(body)}`)
  return screen
}

/** Acts on a case as its page would: with the version it shows. */
export async function act(
  screen: Screen,
  wanted: { caseId: string; action: string; body: object; account: string },
  tally: Tally,
): Promise<boolean> {
  const { caseId, action, body, account } = wanted
  const page = await screen.get(`/api/cases/${caseId}`)
  if (page.status !== 200 || !page.body.actions.includes(action)) return false
  const { version } = page.body
  const { status } = await screen.post(`/api/cases/${caseId}/actions/${action}`, { version, ...body })
  if (status === 409) tally.conflicts++
  if (status >= 300) return false
  tally.done.push(`${caseId} ${action} ${account}`)
  return true
}
