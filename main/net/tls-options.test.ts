import { describe, expect, it } from 'vitest';
import type { Encryption } from '../../core/model/account';
import { mayConnectPlain, serverTrust, tlsOptions } from './tls-options';

const settings = { acceptedCertificates: { 'mail.so.gov.vn:993': 'AB'.repeat(32) } };
const server = (host: string, port = 993, encryption: Encryption = 'tls') => ({ host, port, encryption });

describe('what a connection takes as proof', () => {
  it('lets an accepted certificate count for its own host and port only', () => {
    expect(serverTrust(settings, server('mail.so.gov.vn'), { tlsAnchors: [] }).acceptedFingerprint).toBe('ab'.repeat(32));
    expect(serverTrust(settings, server('mail.so.gov.vn', 465), { tlsAnchors: [] }).acceptedFingerprint).toBeNull();
    expect(serverTrust(settings, server('other.so.gov.vn'), { tlsAnchors: [] }).acceptedFingerprint).toBeNull();
  });

  it('leaves verification to the library unless one certificate was accepted, and never goes below TLS 1.2', () => {
    expect(tlsOptions({ anchors: [], acceptedFingerprint: null })).toEqual({ minVersion: 'TLSv1.2', rejectUnauthorized: true });
    expect(tlsOptions({ anchors: [], acceptedFingerprint: 'ab' }).rejectUnauthorized).toBe(false);
  });

  it('adds the agency’s anchors to the usual roots instead of replacing them', () => {
    const { ca } = tlsOptions({ anchors: ['PEM OF THE AGENCY'], acceptedFingerprint: null });
    expect(ca).toContain('PEM OF THE AGENCY');
    expect((ca as readonly string[]).length).toBeGreaterThan(50);
  });
});

describe('clear text', () => {
  it.each([['localhost', true], ['127.0.0.1', true], ['::1', true], ['127.0.0.1.evil.example', false], ['localhost.evil.example', false], ['mail.so.gov.vn', false], ['10.0.0.1', false]])('to %s: %s', (host, may) => {
    expect(mayConnectPlain(server(host, 143, 'none'), { allowPlainConnection: false })).toBe(may);
    expect(mayConnectPlain(server(host, 143, 'none'), { allowPlainConnection: true })).toBe(true);
    expect(mayConnectPlain(server(host, 143, 'starttls'), { allowPlainConnection: false })).toBe(true);
  });
});
