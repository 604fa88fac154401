/** Something that writes text. None ships with the product but the fake; a models room that has one hands it in. */
export interface GenerativeProvider {
  id: string
  /** A stand-in for trying the way through: it never yields a figure. */
  fake: boolean
  write(prompt: string, signal?: AbortSignal): Promise<string>
}

/** The fake model: answers by rule, so that sheets and pages can be tried before there is a provider. */
export const fakeProvider: GenerativeProvider = {
  id: 'fake',
  fake: true,
  write: async prompt =>
    /写一|编|教我|告诉我怎/u.test(prompt)
      ? '抱歉，我不能回答这个问题。'
      : `（假模型的回答）您问的是：${prompt}`,
}
