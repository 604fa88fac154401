/** The languages the product speaks. */
export type Language = 'zh' | 'en'
