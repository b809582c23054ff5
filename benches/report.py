"""Prints what was measured, and whether it reaches the targets."""

MISSED = []


def milliseconds(seconds):
    return f"{seconds * 1000:.1f}" if seconds < 1 else f"{seconds * 1000:.0f}"


def table(title, runners, ours):
    """One line a program: median, least and most, CPU, peak memory, times slower than `ours`."""
    print(f"\n{title}")
    heads = f"{'median ms':>10}{'min–max ms':>19}{'CPU ms':>9}{'peak MiB':>10}{'ratio':>9}"
    print(f"  {'program':<34}{heads}")
    for runner in runners:
        span = f"{milliseconds(min(runner.seconds))}–{milliseconds(max(runner.seconds))}"
        ratio = "" if runner is ours else f"{runner.median / ours.median:.1f}×"
        print(
            f"  {runner.name:<34}{milliseconds(runner.median):>10}{span:>19}"
            f"{milliseconds(runner.cpu_median):>9}{runner.peak_kib / 1024:>10.1f}{ratio:>9}"
        )


def target(what, wanted, is_met, got):
    """One line a target."""
    print(f"  target  {what:<44}{wanted:>12}{got:>14}   {'met' if is_met else 'MISSED'}")
    if not is_met:
        MISSED.append(what)


def orientation(what, got):
    """Prints an absolute figure. It has no target: machines differ, and so do hours."""
    print(f"          {what:<44}{'':>12}{got:>14}")


def at_most(what, limit, got, unit):
    target(what, f"≤ {limit} {unit}", got <= limit, f"{got:.1f} {unit}")


def at_least(what, limit, got, unit):
    target(what, f"≥ {limit} {unit}", got >= limit, f"{got:.1f} {unit}")
