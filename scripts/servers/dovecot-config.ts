import type { MailPorts } from './mail-ports';

export interface DovecotConfig {
  readonly folder: string;
  readonly ports: MailPorts;
  /** system users: Dovecot refuses to keep mail as uid 0 */
  readonly users: { readonly mail: string; readonly mailGroup: string; readonly internal: string; readonly internalGroup: string; readonly login: string };
  /** offer COMPRESS=DEFLATE */
  readonly compress: boolean;
  /** mailboxes of others under `user/NAME/` where their ACL lets us, and a quota of so many bytes for everybody; absent: neither */
  readonly sharing?: { readonly quotaBytes: number };
  /** connections of one user at a time; default 100 */
  readonly maxConnections?: number;
  /** false: it names none of the extensions of RFC 3501 (no IDLE, CONDSTORE, UIDPLUS, SPECIAL-USE …) */
  readonly extensions: boolean;
  /** SASL mechanisms it names, IMAP and SMTP alike; default plain and login */
  readonly mechanisms?: readonly string[];
  /** where access tokens are asked for (RFC 7662, the token is appended); without it XOAUTH2 and OAUTHBEARER know nobody */
  readonly introspectionUrl?: string;
  /** how long a refused login is held back */
  readonly authFailureDelaySeconds: number;
}

/** A private Dovecot 2.3: nothing of the system's own configuration, run state or log is touched. */
export function dovecotConfig({ folder, ports, users, compress, extensions, mechanisms, introspectionUrl, authFailureDelaySeconds, sharing, maxConnections }: DovecotConfig): string {
  const plugins = [...(compress ? ['zlib'] : []), ...(sharing ? ['acl', 'quota'] : [])].join(' ');
  const special = ['Sent', 'Drafts', 'Trash', 'Junk', 'Archive']
    .map((name) => `  mailbox ${name} {\n    special_use = \\${name}\n    auto = subscribe\n  }`)
    .join('\n');
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = vanthu-test-${ports.imap}
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = ${users.internal}
default_internal_group = ${users.internalGroup}
default_login_user = ${users.login}
default_vsz_limit = 0
mail_uid = ${users.mail}
mail_gid = ${users.mailGroup}
first_valid_uid = 1
first_valid_gid = 1
mail_home = ${folder}/mail/%u
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = ${maxConnections ?? 100}
mail_plugins = ${plugins}
ssl = yes
ssl_cert = <${folder}/server.crt
ssl_key = <${folder}/server.key
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = ${(mechanisms ?? ['plain', 'login']).join(' ')}
${extensions ? '' : 'imap_capability = IMAP4rev1'}
auth_username_format = %Ln
auth_failure_delay = ${authFailureDelaySeconds} secs
${introspectionUrl === undefined ? '' : `passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}`}
passdb {
  driver = passwd-file
  args = ${folder}/users.%s
}
userdb {
  driver = static
  args = uid=${users.mail} gid=${users.mailGroup} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
${special}
}
${sharing ? sharedMailboxes(folder, sharing.quotaBytes) : ''}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener sasl {
    address = 127.0.0.1
    port = ${ports.sasl}
  }
}
service anvil {
  chroot =
  # No growing delay after failed logins: tests fail them on purpose.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
protocol imap {
  mail_plugins = ${plugins} ${compress ? 'imap_zlib' : ''} ${sharing ? 'imap_acl imap_quota' : ''}
}
protocol lmtp {
  postmaster_address = postmaster@localhost
  auth_username_format = %Ln
}
`;
}

function sharedMailboxes(folder: string, quotaBytes: number): string {
  return `
namespace others {
  type = shared
  prefix = user/%%u/
  separator = /
  location = maildir:${folder}/mail/%%u/Maildir
  subscriptions = no
  list = children
}
plugin {
  acl = vfile
  acl_shared_dict = file:${folder}/mail/shared-mailboxes
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:bytes=${quotaBytes}
}
`;
}

/** The file that `introspectionUrl` needs beside it. */
export function dovecotOauth2Config(introspectionUrl: string): string {
  return `
introspection_mode = get
introspection_url = ${introspectionUrl}
username_attribute = username
username_format = %Ln
active_attribute = active
active_value = true
`;
}
