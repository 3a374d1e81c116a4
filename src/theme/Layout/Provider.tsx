import { composeProviders } from '@docusaurus/theme-common';
import {
  AnnouncementBarProvider,
  ColorModeProvider,
  NavbarProvider,
  PluginHtmlClassNameProvider,
  ScrollControllerProvider,
} from '@docusaurus/theme-common/internal';
import type { ReactNode } from 'react';

const Providers = composeProviders([
  ColorModeProvider,
  AnnouncementBarProvider,
  ScrollControllerProvider,
  PluginHtmlClassNameProvider,
  NavbarProvider,
]);

/** What Docusaurus gives to every page, but not which version of the pages a reader prefers: there is one. */
export default function LayoutProvider({ children }: { children: ReactNode }): ReactNode {
  return <Providers>{children}</Providers>;
}
