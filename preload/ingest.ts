import { ingestCommands } from '../core/contract/commands';
import { ingestEventNames } from '../core/contract/events';
import { exposeBridge } from './expose-bridge';

exposeBridge('ingest', Object.keys(ingestCommands), ingestEventNames);
