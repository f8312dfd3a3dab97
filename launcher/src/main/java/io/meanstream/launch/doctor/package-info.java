/** What {@code doctor} checks: the machine, what was built, and what is up. */
package io.meanstream.launch.doctor;
