import { useEffect } from 'react';

/** Language and colours of the page itself: the screen reader's voice, form controls, scroll bars, the edge behind the app. */
export function useDocumentLook(language: string, dark: boolean, background: string): void {
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    document.body.style.margin = '0';
    document.body.style.backgroundColor = background;
  }, [language, dark, background]);
}
