package scriptorium.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressRangeTest {

    @Test
    void anAddressIsARangeOfOne() {
        assertThat(AddressRange.of("10.0.255.1")).isEqualTo(new AddressRange("0A00FF01", "0A00FF01"));
        assertThat(AddressRange.of("10.0.255.1").bits()).isEqualTo(32);
    }

    @Test
    void aRangeBeginsAndEndsWhereItsBitsSay() {
        assertThat(AddressRange.of("10.77.2.5/24")).isEqualTo(new AddressRange("0A4D0200", "0A4D02FF"));
        assertThat(AddressRange.of("2001:db8::/32").start()).isEqualTo("v6-20010DB8000000000000000000000000");
        assertThat(AddressRange.of("2001:db8::/32").bits()).isEqualTo(32);
    }

    @Test
    void whatIsNoAddressIsNoRange() {
        assertThat(AddressRange.of("Ada")).isEqualTo(AddressRange.NONE);
        assertThat(AddressRange.of("10.0.0.1/40")).isEqualTo(AddressRange.NONE);
        assertThat(AddressRange.of("10.0.0.1/x")).isEqualTo(AddressRange.NONE);
        assertThat(AddressRange.of("999.1.1.1")).isEqualTo(AddressRange.NONE);
    }
}
