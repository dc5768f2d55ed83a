import * as z from 'zod/mini';

/** The languages the portal and its mail speak. */
export const locales = ['ar', 'en', 'es', 'fr', 'pt'] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

/** The languages a question may be written in: the portal's, with Chinese and Russian where an expert reads them. */
export const QueryLanguage = z.enum([...locales, 'zh', 'ru']);
export type QueryLanguage = z.infer<typeof QueryLanguage>;

/** Which way a language is written. */
export const directionOf = (language: string): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');
