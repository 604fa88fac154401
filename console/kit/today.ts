/** The day here: toISOString would give yesterday's until eight in the morning. */
export const today = () => new Intl.DateTimeFormat('sv-SE').format(new Date())
