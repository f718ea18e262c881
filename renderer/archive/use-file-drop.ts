import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';

/**
 * Files and folders that a person drops anywhere on the window. Answers whether something is being dragged over it just now; a drop that
 * lies on no disk (a picture out of a web page) is none.
 */
export function useFileDrop(bridge: AppBridge, onDropped: (paths: readonly string[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!holdsFiles(event)) return;
      event.preventDefault();
      const paths = [...(event.dataTransfer?.files ?? [])].map((file) => bridge.pathOf(file)).filter((path) => path !== null);
      if (paths.length > 0) onDropped(paths);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [bridge, onDropped]);
  return over;
}
