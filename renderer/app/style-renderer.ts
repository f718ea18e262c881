import { createDOMRenderer } from '@fluentui/react-components';

/** Styles are written at run time; the page's policy lets them in by the nonce of this load (see the app:// handler). */
export function styleRenderer() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return createDOMRenderer(document, { styleElementAttributes: { nonce } });
}
