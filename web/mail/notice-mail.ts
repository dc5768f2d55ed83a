import { shortReference } from '../../shared/identifiers.ts';
import type { Locale } from '../../shared/languages.ts';
import type { NoticeKind } from '../../shared/notices.ts';
import { type Mail, renderMail } from './mail.tsx';

/** The mail of one notice: its id is all that two mails of a kind differ in. */
export const mailOfNotice = ({ id, kind }: { id: string; kind: NoticeKind }, locale: Locale, origin: string): Mail =>
  renderMail(kind, { locale, reference: shortReference(id), link: `${origin}/notices/${id}` });
