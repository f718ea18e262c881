import type { MailPorts } from './mail-ports';

export interface PostfixConfig {
  readonly folder: string;
  readonly ports: MailPorts;
  /** mail for these domains goes to the instance's own Dovecot; any other destination bounces */
  readonly domains: readonly string[];
  /** refuse MAIL FROM:<>, as some offices' servers do */
  readonly rejectNullSender: boolean;
}

/** main.cf of a private Postfix that listens on loopback and never sends outside. */
export function postfixMainConfig({ folder, ports, domains, rejectNullSender }: PostfixConfig): string {
  return `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/postfix-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.vanthu.test
mydestination =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ${domains.join(', ')}
virtual_transport = lmtp:inet:127.0.0.1:${ports.lmtp}
default_transport = error:5.4.4 no mail leaves this test server
message_size_limit = 100000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
minimal_backoff_time = 2s
maximal_backoff_time = 10s
queue_run_delay = 2s
transport_retry_time = 2s
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${ports.sasl}
smtpd_sasl_security_options = noanonymous
smtpd_tls_cert_file = ${folder}/server.crt
smtpd_tls_key_file = ${folder}/server.key
smtpd_tls_security_level = may
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 2000
smtpd_client_connection_count_limit = 0
smtpd_null_access_lookup_key = <>
smtpd_sender_restrictions =${rejectNullSender ? ' check_sender_access inline:{ { <> = 550 5.7.1 null sender is not accepted here } }' : ''}
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}, /dev/stdout
smtputf8_enable = yes
`;
}

export function postfixMasterConfig({ ports }: PostfixConfig): string {
  const submission = '-o smtpd_sasl_auth_enable=yes -o smtpd_relay_restrictions=permit_sasl_authenticated,reject -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject';
  return `
127.0.0.1:${ports.submission} inet n - n - - smtpd ${submission}
127.0.0.1:${ports.smtps} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes ${submission}
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}
