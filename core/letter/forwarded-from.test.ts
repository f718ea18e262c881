import { describe, expect, it } from 'vitest';
import { forwardedFrom } from './forwarded-from';
import { parseHeaderBlock } from './parse-header-block';

const ours = ['vanthu@so.gov.vn'];
const found = (header: string, own: readonly string[] = ours) => forwardedFrom(parseHeaderBlock(new TextEncoder().encode(`${header.trim().replaceAll('\n', '\r\n')}\r\n\r\n`)).fields, own);

const gmail = `
Return-Path: <canbo.ubnd+caf_=vanthu=so.gov.vn@gmail.com>
Delivered-To: vanthu@so.gov.vn
Received: from mail-lj1-f178.google.com (mail-lj1-f178.google.com [209.85.208.178]) by mx.so.gov.vn (Postfix) with ESMTPS id 4F for <vanthu@so.gov.vn>; Fri, 20 Nov 2026 08:00:05 +0700 (+07)
X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=1e100.net; s=20230601
X-Gm-Message-State: AOJu0Yx
X-Received: by 2002:a2e:8884 with SMTP id k4mr1; Thu, 19 Nov 2026 17:00:04 -0800 (PST)
X-Forwarded-To: vanthu@so.gov.vn
X-Forwarded-For: canbo.ubnd@gmail.com vanthu@so.gov.vn
Delivered-To: canbo.ubnd@gmail.com
Received: by 2002:a05:651c with SMTP id x; Thu, 19 Nov 2026 17:00:03 -0800 (PST)
Received: from mx.huyen.gov.vn by mx.google.com with ESMTPS id b for <canbo.ubnd@gmail.com>; Thu, 19 Nov 2026 17:00:02 -0800 (PST)
From: "UBND huyen" <ubnd@huyen.gov.vn>
To: canbo.ubnd@gmail.com
Subject: 36/UBND
`;

describe('a letter that a private mailbox sent on by itself', () => {
  it('is known by what Gmail writes, and by the way it took', () => {
    expect(found(gmail)).toEqual({ mailbox: 'canbo.ubnd@gmail.com', provider: 'gmail.com', reasons: ['claimForwardedFor', 'traceReturnPath', 'traceDelivered', 'traceServers'] });
  });

  it('is known where Gmail is known by the rewritten Return-Path alone', () => {
    expect(found(`
Return-Path: <canbo+caf_=vanthu=so.gov.vn@gmail.com>
Received: from mail-lj1-f178.google.com (mail-lj1-f178.google.com [209.85.208.178]) by mx.so.gov.vn; Fri, 20 Nov 2026 08:00:05 +0700
From: ubnd@huyen.gov.vn
`)).toMatchObject({ provider: 'gmail.com', reasons: ['traceReturnPath', 'traceServers'] });
  });

  it('is known by what Yahoo writes', () => {
    expect(found(`
Return-Path: <ubnd@huyen.gov.vn>
Received: from sonic305.consmr.mail.sg3.yahoo.com (sonic305.consmr.mail.sg3.yahoo.com [106.10.241.1]) by mx.so.gov.vn; Fri, 20 Nov 2026 08:00:05 +0700
X-Yahoo-Forwarded: from can.bo@yahoo.com.vn to vanthu@so.gov.vn
X-Apparently-To: can.bo@yahoo.com.vn; Fri, 20 Nov 2026 01:00:04 +0000
From: ubnd@huyen.gov.vn
To: can.bo@yahoo.com.vn
`)).toEqual({ mailbox: 'can.bo@yahoo.com.vn', provider: 'yahoo.com.vn', reasons: ['claimYahoo', 'traceServers'] });
  });

  it('is known by a rule of Outlook.com and its rewritten Return-Path', () => {
    expect(found(`
Return-Path: <can.bo+SRS=Ab1c=VX=huyen.gov.vn=ubnd@hotmail.com>
Received: from APC01-SG2-obe.outbound.protection.outlook.com (mail-sg2apc01olkn2083.outbound.protection.outlook.com [40.92.53.83]) by mx.so.gov.vn; Fri, 20 Nov 2026 08:00:05 +0700
ARC-Seal: i=1; a=rsa-sha256; s=arcselector10001; d=microsoft.com; cv=none; b=x
X-MS-Exchange-Inbox-Rules-Loop: can.bo@hotmail.com
Resent-From: <can.bo@hotmail.com>
From: ubnd@huyen.gov.vn
To: can.bo@hotmail.com
`)).toEqual({ mailbox: 'can.bo@hotmail.com', provider: 'hotmail.com', reasons: ['claimInboxRule', 'claimResent', 'traceReturnPath', 'traceServers'] });
  });
});

describe('a letter is not taken for one that was sent on by itself', () => {
  const google = 'Received: from mail-lj1-f178.google.com (mail-lj1-f178.google.com [209.85.208.178]) by mx.so.gov.vn; Fri, 20 Nov 2026 08:00:05 +0700\n';

  it.each([
    ['that somebody wrote in a private mailbox', `Return-Path: <canbo@gmail.com>\n${google}From: canbo@gmail.com\nTo: vanthu@so.gov.vn`],
    ['that somebody forwarded by hand', `Return-Path: <canbo@gmail.com>\n${google}From: canbo@gmail.com\nX-Forwarded-For: canbo@gmail.com vanthu@so.gov.vn\nSubject: Fwd: 36/UBND`],
    ['that somebody redirected by hand', `Return-Path: <canbo@gmail.com>\nDelivered-To: vanthu@so.gov.vn\n${google}Resent-From: canbo@gmail.com\nResent-To: vanthu@so.gov.vn\nDelivered-To: canbo@gmail.com\nFrom: ubnd@huyen.gov.vn`],
    ['whose sender wrote the fields himself', 'Return-Path: <ubnd@huyen.gov.vn>\nReceived: from mx.huyen.gov.vn by mx.so.gov.vn; Fri, 20 Nov 2026 08:00:05 +0700\nX-Forwarded-For: canbo@gmail.com vanthu@so.gov.vn\nX-Forwarded-To: vanthu@so.gov.vn\nFrom: ubnd@huyen.gov.vn'],
    ['that was sent on to somebody else before', `Return-Path: <a+caf_=khac=xa.gov.vn@gmail.com>\n${google}X-Forwarded-For: a@gmail.com khac@xa.gov.vn\nX-Forwarded-To: khac@xa.gov.vn\nFrom: ubnd@huyen.gov.vn`],
    ['that another office sent on', `Return-Path: <phong+caf_=vanthu=so.gov.vn@xa.gov.vn>\n${google}X-Forwarded-For: phong@xa.gov.vn vanthu@so.gov.vn\nFrom: ubnd@huyen.gov.vn`],
    ['that is an automatic reply of Outlook.com', 'Return-Path: <>\nReceived: from APC01.outbound.protection.outlook.com by mx.so.gov.vn; Fri, 20 Nov 2026 08:00:05 +0700\nX-MS-Exchange-Inbox-Rules-Loop: can.bo@hotmail.com\nAuto-Submitted: auto-generated\nFrom: can.bo@hotmail.com'],
    ['that came straight from an office', 'Return-Path: <ubnd@huyen.gov.vn>\nDelivered-To: vanthu@so.gov.vn\nReceived: from mx.huyen.gov.vn by mx.so.gov.vn; Fri, 20 Nov 2026 08:00:05 +0700\nFrom: ubnd@huyen.gov.vn'],
    ['that a mailing list at Google delivered', `Return-Path: <list+bncBC@googlegroups.com>\n${google}Delivered-To: vanthu@so.gov.vn\nFrom: ubnd@huyen.gov.vn`],
    ['with nothing in its header', 'X: y'],
  ])('%s', (_title, header) => {
    expect(found(header)).toBeNull();
  });

  it('that came to a private mailbox which is itself connected here', () => {
    expect(found(gmail, ['canbo.ubnd@gmail.com'])).toBeNull();
  });

  it('and an endless line is looked at only so far', () => {
    expect(found(`X-Forwarded-For: ${'a@'.repeat(100_000)}\nReturn-Path: <${'+caf_='.repeat(20_000)}@gmail.com>`)).toBeNull();
  });
});
