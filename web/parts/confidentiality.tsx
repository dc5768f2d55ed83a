import { Confidentiality } from '../../shared/query.ts';
import type { AccessData } from '../pages/access.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CheckField, RadioField } from './fields.tsx';
import { Once } from './once.tsx';

/** How much an expert may learn of who asks, to be chosen with the question; what is restricted stays so until that is lifted. */
export function ConfidentialityField({ view, known }: { view: View; known: Confidentiality }) {
  const t = textIn(view.locale);
  if (known === 'restricted')
    return (
      <div class="field" id="confidentiality">
        <input type="hidden" name="confidentiality" value={known} />
        <p>
          <strong>{t('field.confidentiality')}</strong>
        </p>
        <p>
          {t('ask.restricted')} {t('ask.restricted-lift')}
        </p>
      </div>
    );
  return (
    <RadioField
      view={view}
      name="confidentiality"
      known={known}
      choices={Confidentiality.options.map((value) => ({
        value,
        text: t(`confidentiality.${value}`),
        hint: t(`confidentiality.${value}-text`),
      }))}
    />
  );
}

function Unrestrict({ data, view }: { data: AccessData; view: View }) {
  const t = textIn(view.locale);
  if (!data.isAsker) return <p>{t('access.unrestrict-asker')}</p>;
  return (
    <form method="post" action={`/queries/${data.id}/unrestrict`} noValidate>
      <Once view={view} version={data.version} />
      <p>{t('access.unrestrict-text')}</p>
      <CheckField view={view} name="consent" value="yes" />
      <button class="second" type="submit">
        {t('access.unrestrict')}
      </button>
    </form>
  );
}

function Restrict({ data, view }: { data: AccessData; view: View }) {
  const t = textIn(view.locale);
  return (
    <form method="post" action={`/queries/${data.id}/restrict`}>
      <Once view={view} version={data.version} />
      <p>{t('access.restrict-text')}</p>
      <button class="second" type="submit">
        {t('access.restrict')}
      </button>
    </form>
  );
}

/** How confidential a query is, what that means, and the way to the other level. */
export function ConfidentialityForms({ data, view }: { data: AccessData; view: View }) {
  const t = textIn(view.locale);
  const { confidentiality } = data;
  return (
    <section aria-labelledby="confidentiality">
      <h2 id="confidentiality">{t('field.confidentiality')}</h2>
      <p>
        <strong>{t(`confidentiality.${confidentiality}`)}</strong>
      </p>
      <p>{t(`confidentiality.${confidentiality}-text`)}</p>
      {confidentiality === 'standard' ? <Restrict data={data} view={view} /> : <Unrestrict data={data} view={view} />}
    </section>
  );
}
