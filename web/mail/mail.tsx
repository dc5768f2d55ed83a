import { renderToString } from 'preact-render-to-string';
import { directionOf, type Locale } from '../../shared/languages.ts';
import type { NoticeKind } from '../../shared/notices.ts';
import { wordsIn } from '../text/words.ts';

/** Where a mail leads; there is no field that could hold content. */
export type MailFacts = { locale: Locale; reference: string; link: string };

/** A mail ready to send. */
export type Mail = { subject: string; text: string; html: string };

// U+200E on both sides keeps a reference in its own order inside a right-to-left line, in clients that know no isolates.
const inLine = (reference: string, locale: Locale) =>
  directionOf(locale) === 'rtl' ? `\u200e${reference}\u200e` : reference;

const body = { margin: '0', padding: '24px', color: '#14232b', background: '#ffffff' };
const type = { font: '17px/1.5 system-ui, sans-serif', margin: '0 auto 16px', 'max-width': '560px' };

/** The mail of a notice: constant words, the reference, the link. */
export function renderMail(kind: NoticeKind, { locale, reference, link }: MailFacts): Mail {
  const t = wordsIn(locale);
  const subject = t(`mail.${kind}.subject`, { reference: inLine(reference, locale) });
  const sentence = t(`mail.${kind}.sentence`);
  const text = [sentence, link, `${t('mail.reference')} ${inLine(reference, locale)}`, t('mail.no-reply')].join('\n\n');
  const html = renderToString(
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style={body}>
        <p style={type}>{sentence}</p>
        <p style={type}>
          <a href={link}>{t('mail.open')}</a>
        </p>
        <p style={type}>
          {t('mail.reference')} <bdi dir="ltr">{reference}</bdi>
        </p>
        <p style={type}>{t('mail.no-reply')}</p>
      </body>
    </html>,
  );
  return { subject, text: `${text}\n`, html: `<!doctype html>${html}` };
}
