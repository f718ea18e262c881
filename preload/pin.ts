import { pinCommands } from '../core/contract/outgoing-commands';
import { exposeBridge } from './expose-bridge';

exposeBridge('pin', Object.keys(pinCommands), []);
