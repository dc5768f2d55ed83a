import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsRefusal, type Call, type Service } from './call.ts';
import { type Message, readMime, writeMime } from './mime.ts';
import { account } from './names.ts';
import type { State } from './state.ts';
import type { Template } from './template.ts';

/** A mail that SES accepted, as it would travel and as it would be read. */
export interface Mail extends Message {
  readonly id: string;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly raw: string;
}

const Kept = z.array(
  z.object({
    id: z.string(),
    at: z.string(),
    to: z.array(z.string()),
    configurationSet: z.string().optional(),
    tags: z.record(z.string(), z.string()).default({}),
    raw: z.string(),
  }),
);
const Form = z.record(z.string(), z.string());
type Form = z.infer<typeof Form>;

type Ses = Service & { inbox(): readonly Mail[]; onAccepted(listener: (mail: Mail) => void): void };

/** SES for the identity of the template: what it accepts lies in the inbox and goes nowhere. */
export function ses(template: Template, state: State): Ses {
  const identities = new Set(
    template.of('AWS::SES::EmailIdentity').map((identity) => identity.properties.EmailIdentity.toLowerCase()),
  );
  const configurationSets = new Set(template.of('AWS::SES::ConfigurationSet').map((set) => set.ref));
  const arn = (resource: string) => `arn:aws:ses:${template.region}:${account}:${resource}`;
  const kept = state.read('mails', Kept, []);

  const listeners: ((mail: Mail) => void)[] = [];

  const identityOf = (address: string) => {
    const domain = address.split('@').at(-1) ?? '';
    return identities.has(address) ? address : identities.has(domain) ? domain : undefined;
  };

  const accept = (draft: {
    from: string;
    to: string[];
    raw: (id: string) => string;
    configurationSet: string | undefined;
    tags: Record<string, string>;
  }) => {
    const sender = addressIn(draft.from);
    if (identityOf(sender) === undefined) {
      throw new AwsRefusal(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region ${template.region.toUpperCase()}: ${sender}`,
      );
    }
    if (draft.to.length === 0) throw new AwsRefusal('InvalidParameterValue', 'Missing final recipient.');
    if (draft.to.length > 50) throw new AwsRefusal('MessageRejected', 'Recipient count exceeds 50.');
    const broken = draft.to.find((address) => !/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(addressIn(address)));
    if (broken !== undefined) throw new AwsRefusal('InvalidParameterValue', `Illegal address: ${broken}`);
    if (draft.configurationSet !== undefined && !configurationSets.has(draft.configurationSet)) {
      throw new AwsRefusal(
        'ConfigurationSetDoesNotExist',
        `Configuration set <${draft.configurationSet}> does not exist.`,
      );
    }
    const id = `${randomBytes(8).toString('hex')}-local-000000`;
    const accepted = {
      id,
      at: new Date().toISOString(),
      to: draft.to,
      configurationSet: draft.configurationSet,
      tags: draft.tags,
      raw: draft.raw(id),
    };
    kept.push(accepted);
    state.write('mails', kept);
    for (const listener of listeners) setImmediate(listener, shown(accepted));
    return id;
  };

  const operations: Readonly<Record<string, (form: Form) => string>> = {
    SendEmail: (form) => {
      const draft = {
        from: header(form.Source ?? '', 'Source'),
        to: list(form, 'Destination.ToAddresses'),
        cc: list(form, 'Destination.CcAddresses'),
        replyTo: list(form, 'ReplyToAddresses'),
        subject: header(form['Message.Subject.Data'] ?? '', 'Subject'),
        text: form['Message.Body.Text.Data'],
        html: form['Message.Body.Html.Data'],
      };
      if (draft.text === undefined && draft.html === undefined)
        throw new AwsRefusal('InvalidParameterValue', 'The message has no body.');
      const to = [...draft.to, ...draft.cc, ...list(form, 'Destination.BccAddresses')];
      return accept({
        from: draft.from,
        to,
        configurationSet: form.ConfigurationSetName,
        tags: tagsIn(form),
        raw: (id) => writeMime(draft, id, new Date()),
      });
    },
    SendRawEmail: (form) => {
      const raw = Buffer.from(form['RawMessage.Data'] ?? '', 'base64').toString('utf8');
      const { headers } = readMime(raw);
      const named = ['to', 'cc', 'bcc']
        .flatMap((name) => headers[name]?.split(',') ?? [])
        .map((address) => address.trim());
      const to = list(form, 'Destinations');
      return accept({
        from: form.Source ?? headers.from ?? '',
        to: to.length > 0 ? to : named,
        configurationSet: form.ConfigurationSetName,
        tags: tagsIn(form),
        raw: () => raw,
      });
    },
  };

  return {
    onAccepted: (listener) => listeners.push(listener),
    inbox: () => kept.map((mail) => shown(mail)),
    demandsOf: ({ operation, input }: Call) => {
      const form = Form.parse(input);
      const raw = form['RawMessage.Data'];
      const from =
        form.Source ??
        (raw === undefined ? '' : (readMime(Buffer.from(raw, 'base64').toString('utf8')).headers.from ?? ''));
      const sender = addressIn(from);
      const resources = [
        `identity/${identityOf(sender) ?? sender}`,
        ...(form.ConfigurationSetName ? [`configuration-set/${form.ConfigurationSetName}`] : []),
      ];
      const recipients = [
        ...list(form, 'Destination.ToAddresses'),
        ...list(form, 'Destination.CcAddresses'),
        ...list(form, 'Destination.BccAddresses'),
        ...list(form, 'Destinations'),
      ];
      const context = { 'ses:FromAddress': sender, ...(recipients.length > 0 && { 'ses:Recipients': recipients }) };
      return resources.map((resource) => ({ action: `ses:${operation}`, resource: arn(resource), context }));
    },
    answer: async ({ operation, input }: Call) => {
      const perform = operations[operation];
      if (!perform)
        throw new AwsRefusal('InvalidAction', `The local runner does not know the operation ${operation} of SES.`);
      const id = perform(Form.parse(input));
      const body = `<${operation}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${operation}Result><MessageId>${id}</MessageId></${operation}Result><ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${operation}Response>`;
      return { status: 200, body };
    },
  };
}

function shown({ id, at, to, configurationSet, tags, raw }: z.infer<typeof Kept>[number]): Mail {
  const message = readMime(raw);
  return {
    ...message,
    id,
    at,
    to,
    configurationSet,
    tags,
    raw,
    from: message.headers.from ?? '',
    subject: message.headers.subject ?? '',
  };
}

/** A value that becomes a header: a line break in it would begin a header of the writer's choice. */
function header(value: string, name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
  if (/[\u0000-\u001f\u007f]/.test(value))
    throw new AwsRefusal('InvalidParameterValue', `${name} contains a control character.`);
  return value;
}

/** The members of a list in a form: `ToAddresses.member.1`, `.2` … */
function list(form: Form, name: string): string[] {
  return Object.entries(form)
    .filter(([key]) => key.startsWith(`${name}.member.`))
    .map(([, value]) => header(value, name));
}

/** The tags of a message, which SES gives back with what it reports of it. */
function tagsIn(form: Form): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, name] of Object.entries(form)) {
    const number = /^Tags\.member\.(\d+)\.Name$/.exec(key)?.[1];
    if (number === undefined) continue;
    const value = form[`Tags.member.${number}.Value`] ?? '';
    if (![name, value].every((part) => /^[\w-]{1,256}$/.test(part)))
      throw new AwsRefusal('InvalidParameterValue', `Invalid tag: ${name}`);
    tags[name] = value;
  }
  return tags;
}

function addressIn(written: string): string {
  return (/<([^>]*)>\s*$/.exec(written)?.[1] ?? written).trim().toLowerCase();
}
