/** The checks of {@code doctor}: the machine, the build, and the running stack. */
package io.meanstream.launch.doctor;
