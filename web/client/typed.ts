type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/** Does a form hold text that the hub has not seen? What was only ticked or chosen is soon done again. */
const holdsText = (form: HTMLFormElement): boolean =>
  form.method === 'post' &&
  [...form.elements].some(
    (one) => isControl(one) && !(one instanceof HTMLSelectElement) && one.value !== one.defaultValue,
  );

/**
 * On a page with several forms, the language buttons take along the one that was filled in last; and whoever would leave
 * text in another form than the one that is sent is asked first, in the browser's own words.
 */
export function keepWhatIsTyped(): void {
  const buttons = document.querySelectorAll('.languages [form]');
  const forms = [...document.forms];
  let sent: unknown;

  function ask(event: BeforeUnloadEvent): void {
    if (forms.some((form) => form !== sent && holdsText(form))) event.preventDefault();
    // Whoever stays has sent nothing.
    sent = undefined;
  }

  document.addEventListener('submit', ({ target }) => {
    sent = target;
  });
  document.addEventListener('input', ({ target }) => {
    const form = isControl(target) ? target.form : null;
    if (form?.method !== 'post') return;
    if (!form.id) form.id = `form-${forms.indexOf(form)}`;
    for (const button of buttons) button.setAttribute('form', form.id);
    // Only once something was typed: a page that may ask is not kept by the browser for going back to.
    window.addEventListener('beforeunload', ask);
  });
}
