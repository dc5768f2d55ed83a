import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { currentSettingsKey, settingsItem, settingsKey } from '../../functions/lib/settings.ts';
import type { Settings } from '../../shared/settings.ts';
import type { World } from './world.ts';

/** Has the hub go by these settings, past every page: before anything reads them, for what was read is kept a minute. */
export async function settled({ dynamo, hub }: World, settings: Settings): Promise<void> {
  for (const key of [currentSettingsKey, settingsKey(settings.version)])
    await dynamo.send(new PutCommand({ TableName: hub.tableName('Directory'), Item: settingsItem(key, settings) }));
}
