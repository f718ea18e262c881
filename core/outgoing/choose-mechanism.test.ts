import { describe, expect, it } from 'vitest';
import { defaultSigning } from '../acknowledge/default-policy';
import { chooseMechanism } from './choose-mechanism';

describe('how a key is to sign', () => {
  it('is what the key can, PKCS #1 v1.5 first, where the office asks for nothing else', () => {
    expect(chooseMechanism({ mechanisms: ['rsa-pss-sha256', 'rsa-pkcs1-sha256'] }, undefined)).toBe('rsa-pkcs1-sha256');
    expect(chooseMechanism({ mechanisms: ['ecdsa-sha256'] }, defaultSigning)).toBe('ecdsa-sha256');
  });

  it('is PSS and nothing else with RSA where the office asks for PSS', () => {
    const policy = { ...defaultSigning, rsaPadding: 'pss' as const };
    expect(chooseMechanism({ mechanisms: ['rsa-pkcs1-sha256', 'rsa-pss-sha256'] }, policy)).toBe('rsa-pss-sha256');
    expect(chooseMechanism({ mechanisms: ['rsa-pkcs1-sha256'] }, policy)).toBeNull();
  });

  it('never uses a shorter digest than the office asks for', () => {
    const policy = { ...defaultSigning, digest: 'sha384' as const };
    expect(chooseMechanism({ mechanisms: ['rsa-pkcs1-sha256', 'rsa-pkcs1-sha512'] }, policy)).toBe('rsa-pkcs1-sha512');
    expect(chooseMechanism({ mechanisms: ['rsa-pkcs1-sha256'] }, policy)).toBeNull();
  });
});
