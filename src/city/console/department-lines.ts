/** Lines of a department's forms, and how long each may be. */
export const nameLines = { name: 80, nameEnglish: 160 }
export const contactLines = { phone: 40, address: 200, email: 200 }
