import { type Browser, chromium } from 'playwright-core';

/** Starts the Chromium that came with the packages, as it is: nothing about the web's own security is switched off. */
export async function launchChromium(): Promise<Browser> {
  // On a machine without Chromium's libraries the package unpacks its own, which it does for this runtime.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
