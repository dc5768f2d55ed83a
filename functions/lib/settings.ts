import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Settings, shippedSettings } from '../../shared/settings.ts';
import { type Dynamo, getAll } from './dynamo.ts';

/** How long a process goes by the settings it read. `watch` waits for twice as long before it computes clocks anew. */
const keptMilliseconds = 60_000;

/** The key under which the settings now in force are kept. */
export const currentSettingsKey = 'settings#current';

/** The key of one version of the settings, kept for ever. */
export const settingsKey = (version: number): string => `settings#${version}`;

/** A version of the settings as the Directory keeps it. */
export const settingsItem = (key: string, settings: Settings) => ({ key, settings });

const settingsIn = (item: Record<string, unknown>): Settings => Settings.parse(item.settings);

/** Reads what the secretariat has set; what ships holds until it has. */
export function settingsReader(client: Dynamo, table: string) {
  let kept: { settings: Settings; until: number } | undefined;
  const versions = new Map([[shippedSettings.version, shippedSettings]]);

  async function read(ConsistentRead = false): Promise<Settings> {
    const Key = { key: currentSettingsKey };
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead }));
    return Item ? settingsIn(Item) : shippedSettings;
  }

  return {
    /** The settings in force, at most a minute old. */
    async current(): Promise<Settings> {
      if (kept && Date.now() < kept.until) return kept.settings;
      const settings = await read();
      kept = { settings, until: Date.now() + keptMilliseconds };
      return settings;
    },
    /** The settings in force at this very moment, for who is about to change them. */
    latest: (): Promise<Settings> => read(true),
    /** The settings of one version, which never change. */
    async of(version: number): Promise<Settings> {
      const known = kept?.settings.version === version ? kept.settings : versions.get(version);
      if (known) return known;
      const Key = { key: settingsKey(version) };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      if (!Item) throw new Error(`there are no settings of version ${version}`);
      const settings = settingsIn(Item);
      versions.set(version, settings);
      return settings;
    },
    /** Every version there was, oldest first, the shipped one before all. */
    async history(): Promise<Settings[]> {
      const { version } = await read();
      const keys = Array.from({ length: version - 1 }, (_, index) => ({ key: settingsKey(index + 2) }));
      const items = (await getAll(client, { [table]: keys }))[table] ?? [];
      return [shippedSettings, ...items.map(settingsIn).sort((a, b) => a.version - b.version)];
    },
  };
}

export type SettingsReader = ReturnType<typeof settingsReader>;
