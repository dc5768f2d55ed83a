import { newId } from '../../shared/identifiers.ts';
import type { Actor } from '../../shared/ledger.ts';
import { chained, emptyLedger } from '../../shared/ledger.ts';
import { Refused } from '../../shared/refused.ts';
import { ledgerIdOf, type RegistryChange } from '../../shared/registry.ts';
import type { Settings } from '../../shared/settings.ts';
import { addressItem, institutionItem, personItem } from './directory.ts';
import { type Dynamo, type TransactItem, type Write, writeAll } from './dynamo.ts';
import { entryItem, headOf } from './ledger-store.ts';
import { noticeItem } from './notice-item.ts';
import { DoneBefore, type KeptReply, type Once, onceItem } from './once.ts';
import { currentSettingsKey, settingsItem, settingsKey } from './settings.ts';

/** By whom and when the register is changed, and the request it must be done once for. */
type Authorship = { actor: Actor; now: string; once?: { once: Once; reply: KeptReply } };

const tries = 3;

/** Where changes of people, institutions and settings are written: each whole, with its entry in the ledger of its subject. */
export function registry(
  client: Dynamo,
  tables: { directory: string; ledger: string; notices?: string; queries?: string },
) {
  const put = (item: Record<string, unknown>, isNew: boolean, version: number): TransactItem => ({
    Put: {
      TableName: tables.directory,
      Item: item,
      ...(isNew
        ? { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': 'key' } }
        : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': version - 1 } }),
    },
  });

  /** The settings now in force, and the same as a version that is kept for ever. */
  function settingsWrites(settings: Settings): Write<Meaning>[] {
    const current: TransactItem = {
      Put: {
        TableName: tables.directory,
        Item: settingsItem(currentSettingsKey, settings),
        // What ships is version 1, and stands in no row.
        ...(settings.version === 2
          ? { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': 'key' } }
          : {
              ConditionExpression: '#settings.#version = :before',
              ExpressionAttributeNames: { '#settings': 'settings', '#version': 'version' },
              ExpressionAttributeValues: { ':before': settings.version - 1 },
            }),
      },
    };
    const kept = put(settingsItem(settingsKey(settings.version), settings), true, settings.version);
    return [
      { item: current, otherwise: 'stale' },
      { item: kept, otherwise: 'stale' },
    ];
  }

  type Meaning = 'stale' | 'address-taken' | 'ledger-moved' | 'done-before';

  function writesOf(change: RegistryChange, now: string): Write<Meaning>[] {
    if (change.kind === 'settings') return settingsWrites(change.subject);
    const { isNew, subject } = change;
    if (change.kind === 'institution')
      return [{ item: put(institutionItem(change.subject), isNew, subject.version), otherwise: 'stale' }];
    const person: Write<Meaning> = {
      item: put(personItem(change.subject), isNew, subject.version),
      otherwise: 'stale',
    };
    const told = (change.notices ?? []).map((notice): Write<Meaning> => {
      if (!tables.notices) throw new Error('this function may tell nobody');
      return { item: noticeItem(tables.notices, notice, newId(), now), otherwise: 'ledger-moved' };
    });
    if (isNew) return [person, { item: put(addressItem(change.subject), true, 1), otherwise: 'address-taken' }];
    if (!change.moves) return [person, ...told];
    // An address that somebody had stays theirs, so that nobody else ever signs in with it.
    const own: TransactItem = {
      Put: {
        TableName: tables.directory,
        Item: addressItem(change.subject),
        ConditionExpression: 'attribute_not_exists(#key) OR personId = :self',
        ExpressionAttributeNames: { '#key': 'key' },
        ExpressionAttributeValues: { ':self': subject.id },
      },
    };
    return [person, ...told, { item: own, otherwise: 'address-taken' }];
  }

  return {
    /** Writes a change whole; refuses `stale` when its subject moved since it was read. */
    async commit(change: RegistryChange, { actor, now, once }: Authorship): Promise<void> {
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const ledgerId = ledgerIdOf(change);
        const head = change.isNew ? emptyLedger : await headOf(client, tables.ledger, ledgerId);
        const entry = await chained(head, change.event, { queryId: ledgerId, actor, at: now });
        const writes = [
          ...writesOf(change, now),
          { item: entryItem(tables.ledger, entry), otherwise: 'ledger-moved' as const },
        ];
        if (once && tables.queries)
          writes.unshift({ item: onceItem(tables.queries, once.once, once.reply, now), otherwise: 'done-before' });
        const failed = await writeAll(client, writes);
        if (failed === undefined) return;
        if (failed === 'done-before') throw new DoneBefore();
        if (failed === 'address-taken') throw new Refused('address-taken', [{ field: 'email', code: 'taken' }]);
        if (failed === 'stale') throw new Refused('stale');
      }
      throw new Refused('busy-try-again');
    },
  };
}

export type Registry = ReturnType<typeof registry>;
