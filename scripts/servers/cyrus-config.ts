import type { MailPorts } from './mail-ports';

export interface CyrusConfig {
  readonly folder: string;
  readonly ports: Pick<MailPorts, 'imap' | 'imaps'>;
  /** where its packages were unpacked */
  readonly program: string;
  /** the system user it runs as; Cyrus refuses to be root */
  readonly user: string;
}

const special = ['Sent', 'Drafts', 'Trash', 'Junk', 'Archive'] as const;

/** imapd.conf(5): a mailbox with the usual folders comes into being at the first login. */
export function imapdConf({ folder, user }: CyrusConfig): string {
  return `
configdirectory: ${folder}/conf
partition-default: ${folder}/spool
defaultpartition: default
cyrus_user: ${user}
admins: admin
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: ${folder}/sock/mux
sasl_mech_list: PLAIN LOGIN
tls_server_cert: ${folder}/server.crt
tls_server_key: ${folder}/server.key
tls_sessions_db_path: ${folder}/conf/tls_sessions.db
unixhierarchysep: yes
altnamespace: yes
delete_mode: immediate
expunge_mode: immediate
autocreate_quota: 0
autocreate_inbox_folders: ${special.join('|')}
autosubscribe_inbox_folders: ${special.join('|')}
${special.map((name) => `xlist-${name.toLowerCase()}: ${name}`).join('\n')}
idlesocket: ${folder}/sock/idle
lmtpsocket: ${folder}/sock/lmtp
notifysocket: ${folder}/sock/notify
proc_path: ${folder}/proc
mboxname_lockpath: ${folder}/conf/lock
temp_path: ${folder}/tmp
sievedir: ${folder}/sieve
imapidlepoll: 5
failedloginpause: 0
maxlogins_per_user: 0
`;
}

/** cyrus.conf(5). The master hands its configuration to nobody, so every service names it. */
export function cyrusConf({ folder, ports, program }: CyrusConfig): string {
  const command = (name: string, args = ''): string => `cmd="${program}/usr/lib/cyrus/bin/${name} -C ${folder}/imapd.conf${args}"`;
  return `
START {
  recover ${command('ctl_cyrusdb', ' -r')}
}
SERVICES {
  imap ${command('imapd', ' -U 30')} listen="127.0.0.1:${ports.imap}" prefork=0 maxchild=100
  imaps ${command('imapd', ' -s -U 30')} listen="127.0.0.1:${ports.imaps}" prefork=0 maxchild=100
}
DAEMON {
  idled ${command('idled')}
}
`;
}
