import { servedCookie } from '#content/own-run.ts';

/** Whether `npm start` has served this page, and can run labs. Nobody is asked: a static host would answer 404. */
export const isServedWithLabs = (): boolean =>
  document.cookie.split('; ').includes(`${servedCookie(location.port || '80')}=here`);
