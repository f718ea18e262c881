import { createContext } from 'react';
import type { Fetching } from './signature-words';

/** Whether the office lets main ask for what is missing: sentences below promise no more than that. */
export const FetchingContext = createContext<Fetching>('automatic');
