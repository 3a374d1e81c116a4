import { useNavbarMobileSidebar } from '@docusaurus/theme-common/internal';
import MobileSidebar from '@theme-original/Navbar/MobileSidebar';
import { type ReactNode, useRef } from 'react';

/** The phone's menu, rendered when it is opened for the first time: most readers never open it. */
export default function LateMobileSidebar(): ReactNode {
  const { shown } = useNavbarMobileSidebar();
  const opened = useRef(false);
  if (shown) opened.current = true;
  return opened.current ? <MobileSidebar /> : null;
}
