import { appCommands } from '../core/contract/commands';
import { appEventNames } from '../core/contract/events';
import { exposeBridge } from './expose-bridge';

exposeBridge('app', Object.keys(appCommands), appEventNames);
