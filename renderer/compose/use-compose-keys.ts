import { useEffect } from 'react';
import { goToNextRegion } from './compose-regions';

interface ComposeKeys {
  readonly onSend: () => void;
  readonly onSave: () => void;
  readonly onAttach: () => void;
  readonly onLeave: () => void;
}

/** Ctrl+Enter sends, Ctrl+S keeps, Ctrl+Shift+A attaches, F6 goes from region to region, Escape goes back to the list. */
export function useComposeKeys({ onSend, onSave, onAttach, onLeave }: ComposeKeys): void {
  useEffect(() => {
    // before the field that has the focus: a list of choices would open by it and nothing be sent
    const onSendKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || event.altKey || event.shiftKey || event.metaKey || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      event.preventDefault();
      event.stopPropagation();
      onSend();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      const key = event.key.toLowerCase();
      const isControl = event.ctrlKey && !event.altKey && !event.metaKey;
      if (key === 'f6') goToNextRegion(event.shiftKey);
      else if (isControl && !event.shiftKey && key === 's') onSave();
      else if (isControl && event.shiftKey && key === 'a') onAttach();
      else if (key === 'escape' && !event.ctrlKey && !event.altKey && !event.shiftKey && document.querySelector('[role=listbox], [role=menu]') === null) onLeave();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onSendKey, true);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onSendKey, true);
      window.removeEventListener('keydown', onKey);
    };
  }, [onSend, onSave, onAttach, onLeave]);
}
