/** How an answer looks: neither is bad news of its own. */
export const outcomeTones = { upheld: 'good', kept: 'calm', lapsed: 'calm' } as const
