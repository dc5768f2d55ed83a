/** A reference, left to right in every language. */
export const Reference = ({ of }: { of: string }) => (
  <bdi class="reference" dir="ltr">
    {of}
  </bdi>
);

/** A reference to note down: shown as it is, read out symbol by symbol. */
export const SpelledReference = ({ of }: { of: string }) => (
  <>
    <span aria-hidden="true">
      <Reference of={of} />
    </span>
    <span class="heard" dir="ltr">
      {of
        .split('-')
        .map((group) => [...group].join(' '))
        .join(', ')}
    </span>
  </>
);
