import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { newId } from '../shared/identifiers.ts';
import { Locale, locales } from '../shared/languages.ts';
import { NoticeKind } from '../shared/notices.ts';

const Rendered = z.object({ subject: z.string(), text: z.string(), html: z.string() });
const Module = z.object({
  mailOfNotice: z.custom<(...input: unknown[]) => unknown>((value) => typeof value === 'function'),
});

/** A mail as `notify` would send it. */
export type Preview = z.infer<typeof Rendered> & { kind: NoticeKind; locale: Locale };

/** Every kind of mail in every language. */
export const previews: readonly Pick<Preview, 'kind' | 'locale'>[] = NoticeKind.options.flatMap((kind) =>
  locales.map((locale) => ({ kind, locale })),
);

const Chosen = z.object({ kind: z.catch(NoticeKind, 'received'), locale: z.catch(Locale, 'en') });

/** The mail that was chosen, with a reference that leads nowhere; the first of all when the choice is none. */
export async function preview(chosen: { kind: unknown; locale: unknown }, origin: string): Promise<Preview> {
  const { kind, locale } = Chosen.parse(chosen);
  const { mailOfNotice } = await templates();
  return { kind, locale, ...Rendered.parse(mailOfNotice({ id: newId(), kind }, locale, origin)) };
}

let bundled: Promise<z.infer<typeof Module>> | undefined;

/** The templates themselves; bundled when first asked for, because Node does not run TSX. */
function templates(): Promise<z.infer<typeof Module>> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<z.infer<typeof Module>> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../web/mail/notice-mail.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    // The texts lie beside the templates, wherever the bundle of them is loaded from.
    define: { 'import.meta.url': JSON.stringify(new URL('../web/text/catalogues.ts', import.meta.url).href) },
    write: false,
    logLevel: 'silent',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return Module.parse({ ...(await import(`data:text/javascript;base64,${code}`)) });
}
