/** On a page with several forms, the language buttons take along the one that was written in last. */
export function keepWhatIsTyped(): void {
  const buttons = document.querySelectorAll('.languages [form]');
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const { form } = target;
    if (form?.method !== 'post') return;
    if (!form.id) form.id = 'written-in';
    for (const button of buttons) button.setAttribute('form', form.id);
  });
}
