/** Where the icon is; its name changes with its content, as the bundle checks. */
export const iconPath = '/assets/hub-405b1e49.svg';
